"""Lists as files: CSV, Excel, Word and calendar."""
