"""Sentiment and intent per sentence, in every language the shared encoder knows.

A sentence has one intent, the first of these that fits:

- cancellation: they want to end, are ending or have ended a contract, membership or account, or are about to switch;
- request: they ask for something to be done, made or changed, or wish for it ("it would be nice", 〜してほしい);
  so is asking for an order or a booking to be cancelled;
- question: they ask for information, and reproach nobody;
- complaint: something is wrong or worse than wanted, however politely put, also as a question ("why is it so slow?");
- praise: something is good, or they are pleased or thankful;
- statement: none of these.
"""
