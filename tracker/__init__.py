"""The project. The Celery application is loaded with it, so that shared tasks find their broker."""

from tracker.celery import app as celery_app

__all__ = ["celery_app"]
