"""The same lists as the pages, for programs: read only, as JSON."""
