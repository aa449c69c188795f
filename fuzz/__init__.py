"""Coverage-guided fuzzing of the reader; see Makefile, target ``fuzz``."""
