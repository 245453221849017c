"""What every start of a refresh pays for is loaded; what only some data needs is not."""

import subprocess
import sys

LATER = ("scipy.stats", "torch", "onnxruntime", "spacy", "sklearn", "hdbscan", "faiss", "lifelines")


def test_a_refresh_starts_without_what_only_new_data_needs():
    code = f"import sys, vocpipe.flows.refresh; print([name for name in {LATER} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
