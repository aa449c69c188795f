"""Settings, from the environment; with nothing set, those of a machine that needs no other service.

=====================  ==============================================================================
``DEBUG``              on (default) or off; off is production and asks for ``SECRET_KEY``
``SECRET_KEY``         default: generated once and kept in var/secret_key
``ALLOWED_HOSTS``      names under which the tracker answers, separated by commas
``CSRF_TRUSTED_ORIGINS``  origins such as https://tracker.example.org, where a proxy stands in front
``VAR_DIR``            default: var/ in this folder; where everything is kept that is named var/ here
``DATABASE_URL``       default: SQLite in var/tracker.sqlite3
``CELERY_BROKER_URL``  default: files under var/queue/, for one machine; redis://host/0 for several workers
``EMAIL_URL``          default: each mail becomes a file under var/mail/
``SITE_URL``           the tracker's own address, for the links in mails; default: the first of ALLOWED_HOSTS
``DEFAULT_FROM_EMAIL``  whom mails come from
``LOG_LEVEL``          default: INFO
``BEHIND_PROXY``       off (default) or on: a proxy that ends HTTPS and sets X-Forwarded-Proto stands in front
``HSTS_SECONDS``       default: one hour; how long browsers must insist on HTTPS
``AUTO_CONFIRM_SURE``  off (default) or on: what the reader is sure of is confirmed at import, without a person
``API_RATE``           how often a person's programs may ask the API; default: 600/min
``API_TOKEN_DAYS``     how long a token of the API is good; default: 365
``CACHE_URL``          default: the memory of each process; rediscache://host/1 counts ``API_RATE`` over all processes
=====================  ==============================================================================
"""

from datetime import timedelta
from pathlib import Path

import environ
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from tracker.secret_key import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

#: Everything that the tracker writes: database, queue, mails, files.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "DEBUG is off and SECRET_KEY is not set. Set SECRET_KEY to a long random text, the same for every process."
        )
    SECRET_KEY = local_secret_key(VAR_DIR / "secret_key")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "mandates",
    "django_filters",
    "django_tables2",
    "django_htmx",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "simple_history",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "mandates.middleware.own_language_and_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
ASGI_APPLICATION = "tracker.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

#: Forms take the widgets' templates from templates/ too: its <select> draws a hundred options several times faster.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'tracker.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(exist_ok=True)
    # IMMEDIATE: a transaction that reads first and writes later would fail at once where another one is writing;
    # taken at its start, the lock is waited for instead.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

AUTO_CONFIRM_SURE = env.bool("AUTO_CONFIRM_SURE", default=False)

#: Files that people add as evidence; served by a page that asks who wants them.
MEDIA_ROOT = VAR_DIR / "files"

#: The tracker's own address, for the links in mails.
SITE_URL = env.str(
    "SITE_URL", default="http://127.0.0.1:8000" if DEBUG or not ALLOWED_HOSTS else f"https://{ALLOWED_HOSTS[0]}"
)

#: Without a broker, Celery's filesystem transport: a real worker with a real queue, for one machine.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://")
if CELERY_BROKER_URL.startswith("filesystem:"):
    _queue = VAR_DIR / "queue"
    for _folder in ("messages", "processed", "control"):
        (_queue / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "processed_folder": str(_queue / "processed"),
        "control_folder": str(_queue / "control"),
    }
else:
    # Redis hands a task that nobody acknowledged to another worker after this time. It must be longer than any task
    # may run (below), or a slow task would be given out twice; the rows would still stop the second mail.
    # A page that hands out work must not hang on a broker that does not answer.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 15 * 60, "socket_connect_timeout": 5}
#: Acknowledged when done, so that a task of a killed worker is not lost with it; every task may run twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
#: One task at a time to a worker: a chunk of mails waits for a free worker, not behind another chunk.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 4 * 60
CELERY_TASK_TIME_LIMIT = 5 * 60
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Zurich"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

_send_seconds = env.int("REMINDERS_SEND_SECONDS", default=5 * 60)
_plan_seconds = env.int("REMINDERS_PLAN_SECONDS", default=60 * 60)
#: A task that was not taken up before the next of its kind is dropped: the next does the same work.
CELERY_BEAT_SCHEDULE = {
    "plan reminders": {
        "task": "mandates.plan_reminders",
        "schedule": _plan_seconds,
        "options": {"expires": _plan_seconds},
    },
    "send messages": {
        "task": "mandates.send_due_messages",
        "schedule": _send_seconds,
        "options": {"expires": _send_seconds},
    },
    "sweep": {"task": "mandates.sweep", "schedule": _send_seconds, "options": {"expires": _send_seconds}},
    "sweep imports": {"task": "mandates.sweep_imports", "schedule": 60, "options": {"expires": 60}},
    "heartbeat": {"task": "mandates.heartbeat", "schedule": 60, "options": {"expires": 60}},
    "write to editors": {"task": "mandates.write_to_editors", "schedule": crontab(minute=10)},
    "schedule series": {"task": "mandates.schedule_series", "schedule": crontab(hour=3, minute=30)},
}

if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Mandate tracker <tracker@localhost>")
#: A mail server that does not answer within this many seconds is one that is not there.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)

#: Pauses after each attempt that may be repeated; when they are used up, the message has failed.
MAIL_RETRY_SECONDS = env.list("MAIL_RETRY_SECONDS", cast=int, default=[300, 900, 3600, 10800, 21600, 43200])
#: A message taken up longer ago has no worker behind it: longer than a task may run.
MAIL_CLAIM_SECONDS = env.int("MAIL_CLAIM_SECONDS", default=15 * 60)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tracker.logs.JsonFormatter"}},
    "handlers": {"reminding": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        "mandates.services.reminding": {
            "handlers": ["reminding"],
            "level": env.str("LOG_LEVEL", default="INFO"),
            "propagate": False,
        }
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
#: Holds how often each person asked the API, and nothing that may not be lost. Kept in the memory of each process, it
#: lets a person ask ``API_RATE`` times of every one of them; all of them together count in Redis only.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

REST_FRAMEWORK = {
    # The token first: its name is what a 401 says that is wanted.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "mandates.api.access.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["mandates.api.access.MaySee"],
    "DEFAULT_THROTTLE_CLASSES": ["mandates.api.access.PersonThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": env.str("API_RATE", default="600/min")},
    "DEFAULT_PAGINATION_CLASS": "mandates.api.pagination.Pages",
    # Pages that DRF makes for browsers have styles and code in them, which the content security policy refuses.
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Mandate tracker",
    "DESCRIPTION": "What resolutions ask for, of whom and for when. Read only.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["mandates.api.access.MaySee"],
    "PATH_CONVERTER_OVERRIDES": {"symbol": str, "sitting": str},
    # Columns of the same name with vocabularies of their own.
    "ENUM_NAME_OVERRIDES": {
        "ObligationStatusEnum": "mandates.enums.ObligationStatus",
        "ObligationKindEnum": "mandates.enums.ObligationKind",
        "SessionStatusEnum": "mandates.enums.SessionStatus",
        "SessionKindEnum": "mandates.enums.SessionKind",
        "ParagraphKindEnum": "mandates.enums.ParagraphKind",
        "EvidenceKindEnum": "mandates.enums.EvidenceKind",
        "AddresseeKindEnum": "mandates.enums.AddresseeKind",
        "DirectiveVerbEnum": "mandates.enums.DirectiveVerb",
        "BodyEnum": "mandates.enums.BodyCode",
    },
}
KNOX_TOKEN_MODEL = "mandates.ApiToken"  # noqa: S105 - the name of a model
REST_KNOX = {"TOKEN_TTL": timedelta(days=env.int("API_TOKEN_DAYS", default=365))}

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "login"

#: A record goes back to what it was through the same services as everything else, never by writing an old row over it.
SIMPLE_HISTORY_REVERT_DISABLED = True

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Zurich"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = DEBUG
if DEBUG:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if not DEBUG:
    if env.bool("BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=3600)
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
