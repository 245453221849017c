"""Which addresses nobody on the way can read what is sent to."""

import pytest

from vocpipe.addresses import is_closed, is_this_machine


@pytest.mark.parametrize(
    "address", ["https://acme.example/x", "http://127.0.0.1:8080", "http://localhost", "http://[::1]:9"]
)
def test_what_is_encrypted_or_stays_on_this_machine_is_closed(address):
    assert is_closed(address)


@pytest.mark.parametrize(
    "address",
    [
        *("http://acme.example", "http://127.0.0.1.acme.example", "http://localhost.acme.example/token"),
        *("http://localhost@acme.example", "ftp://localhost", "acme.example", "", "http://[::1"),
    ],
)
def test_what_others_may_read_is_not(address):
    assert not is_closed(address)


def test_a_host_may_stand_in_brackets_and_is_no_prefix():
    assert is_this_machine("[::1]")
    assert not is_this_machine("localhost.acme.example")
    assert not is_this_machine(None)
