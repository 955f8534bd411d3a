"""Before what cannot be taken back, a person shows again who they are.

The request itself is never kept and played again: nothing happens until the person, who has been away to show who they
are, asks once more.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.second_factor import latest_authentication

View = Callable[..., HttpResponseBase]
AGAIN = "You have confirmed that it is you. Nothing was done yet: please press the button again."
_AFTERWARDS = "say_after_reauthentication"


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person showed who they are within the last few minutes."""
    return time.time() - latest_authentication(request) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request: HttpRequest, *, come_back_to: str, say: str = "") -> HttpResponseRedirect:
    """Lead the person to confirm that it is them, and then to a page that says what to do there."""
    if say:
        request.session[_AFTERWARDS] = say
    query = urlencode({REDIRECT_FIELD_NAME: come_back_to})
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{query}")


def freshly_authenticated(view: View) -> View:
    """For views whose own address shows the form again. Others call is_fresh and ask_again themselves."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_fresh(request):
            say = AGAIN if request.method == "POST" else ""
            return ask_again(request, come_back_to=request.get_full_path(), say=say)
        return view(request, *args, **kwargs)

    return checked


def say_what_to_do(sender: Any, request: HttpRequest, reauthenticated: bool = False, **kwargs: Any) -> None:
    """Called when somebody has confirmed that it is them: the page they come back to says the sentence."""
    sentence = request.session.pop(_AFTERWARDS, "") if reauthenticated else ""
    if sentence:
        messages.info(request, sentence)
