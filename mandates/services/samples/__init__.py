"""Invented resolutions, people and work on them, to try the tracker with: loaded and removed as a whole.

Every one of them says so: the resolutions in their titles and by ``is_sample``, people and units by the same mark.
"""

from mandates.services.samples.loading import Loaded, load_samples
from mandates.services.samples.people import sample_people
from mandates.services.samples.removal import Removed, remove_samples

__all__ = ["Loaded", "Removed", "load_samples", "remove_samples", "sample_people"]
