"""A report for a meeting: blocks of what the pages show, as one HTML file, as PDF and as PowerPoint slides."""
