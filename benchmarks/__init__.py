"""Measures the reader: speed beside another extractor, growth, memory, accuracy, structure and calibration."""
