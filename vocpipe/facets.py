"""The two facets of a sentence beside its sentiment and intent: the cause that it names, and the feeling it shows.

A sentence has one cause; one that names several has the one that it is most about:

- missing_function: something that the customer needs is not there: a function, a service, equipment, a variant;
- expectation: it differs from what was said, shown or imagined before, for worse or for better;
- support: the people who help, serve and answer, in every channel, and how long they take;
- price: what it costs, against what it gives;
- onboarding: how to start, learn, find and use it, however well it works for those who can;
- defect: what is there does not work, or works badly: broken, wrong, late, slow, dirty;
- contact: the company's own selling and asking: calls, offers, advertisements, surveys;
- other: none of these.

Support, price, expectation and onboarding may be praised too; sentiment tells it apart. Praise of anything else is
other.

A sentence shows one feeling, however good or bad what it says is: anxiety about what may come, hope for it, the sense
that something is off without a clear fault, satisfaction, or none of these.
"""

OTHER = "other"
CAUSES = ("missing_function", "expectation", "support", "price", "onboarding", "defect", "contact", OTHER)
NO_FEELING = "none"
FEELINGS = ("anxiety", "hope", "off", "satisfaction", NO_FEELING)
