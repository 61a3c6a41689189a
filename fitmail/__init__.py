"""fitmail: the enquiries desk and the mailing list of a network of co-operatives, run entirely by e-mail.

How a mail walks through the house, room by room (each room's `__init__.py` holds its verb):

    receive   keep(arrival)            bytes are safe, then and only then we say yes
    read      read(raw)                the messiness of mail becomes one Message          pure
    classify  classify(message)        rules and evidence, with a sentence why            pure
    decide    decide(context)          what the network does about it                     pure
    compose   compose(decision)        finished bytes for every recipient                 pure
    store     Books                    memory: one transaction for state and mails
    deliver   deliver()                claim, hand to a transport, settle

`walk.py` alone calls the verbs in this order; `app.py` alone builds things and joins them; `model.py` holds the
words that every room uses. docs/HOUSE.md is the same walk with links.
"""

__version__ = "0.1.0"
