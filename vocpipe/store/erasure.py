"""How rows about a person are erased: each package says it for its own tables, in its folder `erasure`.

`<table>.sql` removes or empties the rows of one table. It reads temporary tables about the person: forgotten_customer
(customer_key of those who go as a whole), forgotten_contact (customer_key of those who only lose an address),
forgotten_reference (customer_ref, customer_email, account_ref), forgotten_value (value: ids, addresses and numbers),
forgotten_feedback (feedback_id), forgotten_sentence (sentence_id, text_hash), forgotten_thread (source, thread_id,
is_shared), forgotten_row (file_id, row_no), forgotten_name (name: without blanks and case), forgotten_id (id: of a
customer, of feedback or of a sentence), rewritten_edit (edit_id, detail), and the variable forgotten_reason.
"""

from importlib import resources


def erasures(package: str) -> dict[str, str]:
    """Table -> the statements that erase a person from it, of every table that the package says it for."""
    folder = resources.files(package) / "erasure"
    if not folder.is_dir():
        return {}
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return {item.name.removesuffix(".sql"): item.read_text(encoding="utf-8") for item in files}
