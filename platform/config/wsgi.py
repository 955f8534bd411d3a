import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# Whoever forks workers from here has read every view already, and shares it between them. Nothing of it is ever thrown
# away: without looking through all of it again and again, collecting what is thrown away takes no time that anybody notices.
assert get_resolver().url_patterns  # noqa: S101
gc.collect()
gc.freeze()

# Seconds. The thread that takes connections in is let in sooner beside the one that puts a long page together.
sys.setswitchinterval(0.001)
