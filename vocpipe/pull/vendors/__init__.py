"""One module per system that voices are pulled from, each with a `VENDOR`."""
