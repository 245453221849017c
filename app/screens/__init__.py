"""One module per page of the explorer, each with its `PAGE`.

The folder is not called `pages/`: Streamlit runs the modules of such a folder beside the main script by itself.
"""
