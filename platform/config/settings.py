"""One settings file. What differs between machines comes from the environment; see README.md.

Nothing imports this module by name: use django.conf.settings.
"""

import os
from pathlib import Path

from config.environment import database_from_environment, read_environment

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = read_environment(ROOT)

# --- What kind of service this is -----------------------------------------------------------------

DEMONSTRATION = ENVIRONMENT.demonstration
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = ENVIRONMENT.old_secret_keys
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
PORT = ENVIRONMENT.port  # of the demonstration on this machine, for letters
SOFTWARE_VERSION = "0.1.0"
REGION_FILE = ENVIRONMENT.region_file
REPORTS_ROOT = ROOT / "out"
WORK_IN_BACKGROUND = True  # publishing a report, sending reminders: what takes longer than a page may. See kernel/background.py
TRAIL_HEADS = ENVIRONMENT.trail_heads  # best on another disk: see export_trail_heads

# --- Apps: the folder says whose schema a table lives in ------------------------------------------

SHARED_APPS = [
    "config",
    "design_system",  # these two before allauth: their templates come first
    "accounts",
    "django_tenants",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "rest_framework_api_key",
    "drf_spectacular",
    "drf_standardized_errors",
    "django_htmx",
    "partnerships",
    "audit_trail",
    "scrutiny.programme",
    "scrutiny.frameworks",
    "scrutiny.returns",
    "scrutiny.independence",
    "scrutiny.section11",
    "benchmarking.indicators",
    "benchmarking.comparators",
    "benchmarking.benchmarks",
    "benchmarking.audit_results",
    "benchmarking.reports",
    "api",
]
TENANT_APPS = [
    "tenants.dataset",
    "tenants.self_assessment",
    "tenants.challenge",
    "tenants.sign_off",
]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]

TENANT_MODEL = "partnerships.Partnership"
PUBLIC_SCHEMA_NAME = "public"
TENANT_LIMIT_SET_CALLS = False  # caching the path once read another partnership's rows: always set it
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]

# --- Database -------------------------------------------------------------------------------------

DATABASES = {"default": database_from_environment(ENVIRONMENT, ROOT)}
DATABASE_ROLE_PREFIX = ENVIRONMENT.database_role_prefix or DATABASES["default"]["NAME"]
DATABASE_ISOLATION = ENVIRONMENT.database_isolation  # "role" or "login": infra/decisions/0002
DATABASE_LOGIN = ENVIRONMENT.database_login  # "owner" for provisioning commands, "web" for everything else
DATABASE_KEPT_CONNECTIONS = 4  # of one thread, in login mode: one for each partnership it worked in last
DATABASE_BACKUP_PASSWORD = ENVIRONMENT.database_backup_password  # without one, the backup role cannot sign in
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Requests -------------------------------------------------------------------------------------

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
MIDDLEWARE = [
    "config.edge.EdgeMiddleware",  # first: what it and the next three add stands on every answer, files and errors too
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.edge.DoorMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "audit_trail.middleware.OriginMiddleware",
    "scrutiny.section11.answering.fragments.FragmentMiddleware",  # around all that may redirect or refuse
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.SessionLimitsMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "partnerships.middleware.PartnershipMiddleware",  # last: it enters the partnership around the view alone
]
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "design_system.context.page",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.region",
            ],
        },
    }
]
FORM_RENDERER = "design_system.forms.GovRenderer"

# --- Sign-in --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.Doorkeeper"]
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies  # whose word on the visitor's address the rate limits take
ACCOUNT_ADAPTER = "accounts.sign_in.ClosedDoor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited, never self-registered
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever did not do it themselves learns of it
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # the letter of accounts.recovery
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # the key is an account: nobody else is held up
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "single_sign_on": "30/m/ip",
}
SECOND_FACTOR_REQUIRED = ENVIRONMENT.second_factor_required
MFA_ADAPTER = "accounts.second_factor.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Scrutiny"
MFA_TOTP_TOLERANCE = (
    1  # phones' clocks differ; no code works twice all the same: accounts.second_factor_forms
)
MFA_FORMS = {
    "authenticate": "accounts.second_factor_forms.AuthenticateForm",
    "reauthenticate": "accounts.second_factor_forms.ReauthenticateForm",
    "activate_totp": "accounts.second_factor_forms.ActivateTOTPForm",
    "login_webauthn": "accounts.second_factor_forms.LoginPasskeyForm",
    "add_webauthn": "accounts.second_factor_forms.AddPasskeyForm",
}
OIDC_PROVIDERS = ENVIRONMENT.oidc_providers
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "accounts.session_store"
SESSION_LONGEST_SECONDS = SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day, however busy
SESSION_IDLE_SECONDS = (12 if DEMONSTRATION else 1) * 60 * 60  # why not less: infra/decisions/0010-sign-in.md
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

# --- The browser's side ---------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMONSTRATION
if not DEMONSTRATION:  # browsers then take them from this very host alone, over TLS, for every path
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_SSL_REDIRECT = not DEMONSTRATION
SECURE_REDIRECT_EXEMPT = [
    r"^livez$",  # asked by machines inside, in plain HTTP
    r"^api/",  # refused instead (config.edge): a redirect would hide that the key went over the line in clear
]
SECURE_HSTS_SECONDS = 0 if DEMONSTRATION else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMONSTRATION
SECURE_HSTS_PRELOAD = not DEMONSTRATION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "require-trusted-types-for": ["'script'"],  # no text becomes markup or code on a page
        "trusted-types": ["'none'"],
        "upgrade-insecure-requests": not DEMONSTRATION,
        **({"report-uri": [ENVIRONMENT.csp_report_uri]} if ENVIRONMENT.csp_report_uri else {}),
    }
}
SECURITY_CONTACT = ENVIRONMENT.security_contact
if ENVIRONMENT.proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STATIC_URL = "/static/"
STATIC_ROOT = (
    ENVIRONMENT.static_root
)  # where collectstatic gathers files for a server of its own; not needed otherwise
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = (
    True  # serves the committed files as they are: nothing to collect before the first run
)

# --- Language, time, cache, messages --------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
CACHES = {
    "default": {
        # In the database, so that rate limits count over all processes. Django makes the table in setup.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        # Full, it would drop counts and used codes at random. Expired rows go first, and daily: manage.py purge_expired.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # a form without a file: what people type
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 1
LARGEST_UPLOAD = 1024 * 1024 + 64 * 1024  # a form with a file: the file's 1 MB and what stands around it
LARGER_UPLOADS = {
    # Beyond what is taken, so that a file somewhat too large is told so by its name.
    r"^(/area/[\w-]+)?/agency/[\w-]+/(.+/)?evidence/add/$": 14 * 1024 * 1024,  # evidence: at most 10 MB
    r"^(/area/[\w-]+)?/agency/[\w-]+/rounds/[\w-]+/bring/$": 9 * 1024 * 1024,  # signed answers taken along
    r"^(/area/[\w-]+)?/agency/[\w-]+/(.+/)?sheet/differences/$": 4
    * 1024
    * 1024,  # a spreadsheet of answers: at most 1 MB
}
LARGER_FORMS = {
    # A whole section of answers, saved without JavaScript: 60 statements for each of 10 areas, 10,000 letters each.
    r"^(/area/[\w-]+)?/agency/[\w-]+/rounds/[\w-]+/sections/[\w-]+/$": (8 * 1024 * 1024, 3_000),
}  # bytes and fields; read by config.long_forms
CLAMAV = ENVIRONMENT.clamav  # what looks through uploaded files; empty: nothing does
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# --- The API --------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.v1.keys.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["api.v1.keys.HoldsValidKey"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.v1.rendering.FormatOrAccept",
    "DEFAULT_RENDERER_CLASSES": ["api.v1.rendering.NumbersAsJSON", "api.v1.rendering.TidyCSV"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "api.v1.paging.Pages",
    "DEFAULT_THROTTLE_CLASSES": ["api.v1.throttling.PerKey"],
    "DEFAULT_THROTTLE_RATES": {"key": "120/minute"},
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.v1.problems.problem_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Scrutiny platform API",
    "DESCRIPTION": (
        "Signed figures and frozen benchmarks for the regional workstreams, as JSON or CSV. Read only. "
        "Every request carries a key in its Authorization header."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_PUBLIC": True,
    "POSTPROCESSING_HOOKS": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# --- Mail -----------------------------------------------------------------------------------------

vars().update(ENVIRONMENT.email)  # EMAIL_BACKEND, EMAIL_HOST and the like

# --- Logs -----------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "filters": {"unforeseen": {"()": "config.logs.Unforeseen"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django.request": {"filters": ["unforeseen"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
