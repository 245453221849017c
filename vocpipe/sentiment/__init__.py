"""Sentiment and intent per sentence, in every language the shared encoder knows.

A sentence has one intent, the first of these that fits:

- cancellation: they want to end, are ending or have ended a contract, membership or account, or are about to switch;
- request: they ask for something to be done, made or changed, or wish for it ("it would be nice", 〜してほしい);
  an order or a booking to be cancelled is one too;
- question: they want to be told something, and reproach nobody;
- complaint: something is wrong or worse than wanted, however politely said, as a question too ("why is it so slow?");
- praise: something is good, or they are pleased or thankful;
- statement: none of these.
"""
