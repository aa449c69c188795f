#!/usr/bin/env python
"""The command line of the tracker."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run one management command; a wrong setting ends it with one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reading any setting loads them all
    except ImproperlyConfigured as error:
        sys.exit(f"The tracker cannot start: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
