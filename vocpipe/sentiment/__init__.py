"""Sentiment and intent per sentence, in every language the shared encoder knows.

A sentence has one intent, the first of these that fits:

- cancellation: the customer wants to end, is ending or has ended a contract, membership or account, or is about to
  switch;
- request: a request or wish for something to be done or changed ("it would be nice", 〜してほしい);
  also for an order or a booking to be canceled;
- question: a question for information, without reproach;
- complaint: something is wrong or worse than wanted, however politely put, also as a question ("why is it so slow?");
- praise: something is good, or the customer is pleased or thankful;
- statement: none of these.

It is unclear where two intents are about as likely.
"""
