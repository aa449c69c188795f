"""Reminders, from the clock to the mailbox: plan, gather into messages, claim, send, record the outcome, sweep.

Each module is one stage and can be run again at any time by any number of processes: the rows say what has been done,
and a conditional UPDATE decides between two that do it at once. Nothing here depends on what a broker remembers.
"""
