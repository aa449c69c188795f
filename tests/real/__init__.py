"""Tests with real servers and killed processes: ``make services-test``."""
