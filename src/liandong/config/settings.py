"""Settings: safe by default, everything that differs between machines comes from the environment.

LIANDONG_DATABASE_URL, LIANDONG_SECRET_KEY, LIANDONG_DATA, LIANDONG_HOSTS, LIANDONG_PRODUCTION, LIANDONG_REQUIRE_MFA,
LIANDONG_URL, LIANDONG_MAIL, LIANDONG_MAIL_FROM.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent
LAW_ROOT = Path(os.environ.get("LIANDONG_LAW", PACKAGE / "law" if (PACKAGE / "law").is_dir() else CHECKOUT / "law"))
DATA = Path(os.environ.get("LIANDONG_DATA", CHECKOUT / ".data"))
PRODUCTION = os.environ.get("LIANDONG_PRODUCTION", "") == "1"
REGION = os.environ.get("LIANDONG_REGION", "hubei")


def database(url: str) -> dict[str, object]:
    """Django's form of a postgresql:// address; the query part goes to libpq as it stands."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(os.environ.get("LIANDONG_DATABASE_URL", "postgresql://127.0.0.1/liandong"))}


def secret_key(given: str, *, production: bool) -> str:
    """The key that signs sessions. Errors: ImproperlyConfigured in production without one of 50 characters.

    Outside production a process without a key gets one of its own: its sessions end with it and no key is ever shared.
    """
    if production and len(given) < 50:
        raise ImproperlyConfigured("LIANDONG_PRODUCTION=1: LIANDONG_SECRET_KEY must be given, 50 characters or more")
    return given or secrets.token_urlsafe(50)


def allowed_hosts(named: str, *, production: bool) -> list[str]:
    """The names under which the platform answers. Errors: ImproperlyConfigured in production where none is named."""
    hosts = [host.strip() for host in named.split(",") if host.strip()]
    if production and (not hosts or "*" in hosts):
        raise ImproperlyConfigured("LIANDONG_PRODUCTION=1: LIANDONG_HOSTS must name the hosts, * is none")
    return hosts or ["127.0.0.1", "localhost", "[::1]"]


SECRET_KEY = secret_key(os.environ.get("LIANDONG_SECRET_KEY", ""), production=PRODUCTION)
DEBUG = False
ALLOWED_HOSTS = allowed_hosts(os.environ.get("LIANDONG_HOSTS", ""), production=PRODUCTION)
BEHIND_PROXY = os.environ.get("LIANDONG_BEHIND_PROXY") == "1"
LIANDONG_REQUIRE_MFA = PRODUCTION or os.environ.get("LIANDONG_REQUIRE_MFA") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "liandong.web",  # before allauth: its templates dress allauth's pages
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "procrastinate.contrib.django",
    "liandong.directory",
    "liandong.documents",
    "liandong.trust",
    "liandong.matters",
    "liandong.api",
    "liandong.jobs",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "liandong.api.refusing.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "liandong.web.acting.ActingMiddleware",
    "liandong.web.first_password.FirstPasswordMiddleware",
    "liandong.web.second_factor.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "liandong.config.urls"
WSGI_APPLICATION = "liandong.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "liandong.web.shell.shell",
            ]
        },
    }
]

AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "worklist"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "liandong.directory.signin.Accounts"
ACCOUNT_SESSION_REMEMBER = False
# A whole office may stand behind one address; guessing is stopped by the lock-out of each account below.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip"}
MFA_ADAPTER = "liandong.web.second_factor.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "府检联动"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "liandong.directory.signin.typed_username"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "liandong.directory.signin.locked_out"
AXES_CLIENT_IP_CALLABLE = "liandong.directory.signin.client_address"
AXES_ENABLE_ADMIN = False
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_ACCESS_FAILURE_LOG_PER_USER_LIMIT = 2**31  # the log of failures is never shortened

# A one-time code that was used, and attempts that were counted, are known to every process.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "assets" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
ASSETS = PACKAGE / "web" / "assets"  # made by tools/assets.py
STATICFILES_DIRS = [ASSETS / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LIANDONG_URL = os.environ.get("LIANDONG_URL", "http://127.0.0.1:8000")  # what the links in mails begin with


def mailer(url: str) -> dict[str, object]:
    """Django's form of the address of a mail server; without one mails are printed.

    smtp:// is plain, smtp+tls:// STARTTLS, smtps:// TLS from the start: RFC 8314 prefers the last.
    """
    if not url:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtp+tls", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(
            "LIANDONG_MAIL: smtp://HOST, smtp+tls://USER:PASSWORD@HOST or smtps://USER:PASSWORD@HOST"
        )
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": 20,  # seconds
        },
    }


MAILERS = {"default": mailer(os.environ.get("LIANDONG_MAIL", ""))}
DEFAULT_FROM_EMAIL = os.environ.get("LIANDONG_MAIL_FROM", "liandong@localhost")

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # a paper's preview stands in a frame of the matter's own page
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other hosts of the office's domain are not the platform's to speak for
    "security.W021",
    "security.W019",  # the frame of a paper's preview, above
    "mail.E001",  # mails are printed where no server is named, as the guide says
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
