"""Discovery: groups of sentences, how they are found, assigned to and matched from run to run."""
