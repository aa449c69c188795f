"""Operative paragraphs → mandate records.

Read in this order: clauses (where a paragraph requests or decides, and its infinitives), addressees and holders (who),
deliverables and demands (what, and what folds into what), sessions and timing (when), decisions and subparagraphs (the
two special forms), folding (across the clauses of a paragraph), fields and certainty, assembly (the records).
Selection reads the words that a person points at by the same rules.
"""

from mandates.extraction.directives.assembly import read_mandates

__all__ = ["read_mandates"]
