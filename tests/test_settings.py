"""Starting with and without an environment, in a process of its own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from tracker.secret_key import local_secret_key

ROOT = Path(__file__).resolve().parent.parent
OWN = ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "CELERY_BROKER_URL", "EMAIL_URL", "CSRF_TRUSTED_ORIGINS")
PRODUCTION = {
    "DEBUG": "off",
    "SECRET_KEY": "a-long-random-text-that-is-the-same-for-every-process-0123456789",
    "ALLOWED_HOSTS": "tracker.example.org",
    "DATABASE_URL": "postgres://tracker:secret@db.example.org/tracker",
    "CELERY_BROKER_URL": "redis://redis.example.org/0",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
    "CSRF_TRUSTED_ORIGINS": "https://tracker.example.org",
}


def manage(*arguments, **environment):
    bare = {name: value for name, value in os.environ.items() if name not in OWN}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**bare, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def setting(expression, **environment):
    ran = manage(
        "shell", "--no-imports", "-c", f"from django.conf import settings as s; print({expression})", **environment
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_nothing_set_is_a_machine_that_needs_no_other_service():
    expression = "(s.DEBUG, s.DATABASES['default']['ENGINE'], s.EMAIL_BACKEND, s.CELERY_BROKER_URL)"
    assert setting(expression) == (
        "(True, 'django.db.backends.sqlite3', 'django.core.mail.backends.filebased.EmailBackend', 'filesystem://')"
    )


def test_the_environment_switches_to_the_real_services():
    expression = (
        "(s.DEBUG, s.DATABASES['default']['ENGINE'], s.EMAIL_HOST, s.EMAIL_USE_TLS, s.CELERY_BROKER_URL, "
        "s.CELERY_TASK_ACKS_LATE, s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    assert setting(expression, **PRODUCTION) == (
        "(False, 'django.db.backends.postgresql', 'mail.example.org', True, 'redis://redis.example.org/0', "
        "True, ['tracker.example.org'], True, True)"
    )


def test_debug_off_without_a_secret_key_refuses_in_one_sentence():
    ran = manage("check", DEBUG="off")
    assert ran.returncode == 1
    assert ran.stderr.splitlines() == [
        "The tracker cannot start: DEBUG is off and SECRET_KEY is not set. "
        "Set SECRET_KEY to a long random text, the same for every process."
    ]


def test_production_passes_djangos_own_deployment_check():
    ran = manage("check", "--deploy", "--fail-level", "ERROR", **PRODUCTION)
    assert ran.returncode == 0, ran.stderr


def test_the_generated_key_is_kept_and_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "var" / "secret_key"
    key = local_secret_key(path)
    assert len(key) >= 50
    assert local_secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_the_migrations_are_complete():
    ran = manage("makemigrations", "--check", "--dry-run")
    assert ran.returncode == 0, ran.stdout
