"""Lapse: when customers without a contract count as gone, by the orders that did not come."""
