"""python3 submit.py AMQP_URI URL… — submits URLs and waits for the broker's confirms.

The message id makes a repeat of the same message harmless: it names the ledger entry.
"""
import json
import sys
import uuid

import pika

uri, urls = sys.argv[1], sys.argv[2:]
connection = pika.BlockingConnection(pika.URLParameters(uri))
channel = connection.channel()
channel.confirm_delivery()
for url in urls:
    channel.basic_publish(
        "", "fetch-article", json.dumps({"url": url}),
        pika.BasicProperties(message_id=str(uuid.uuid4()), content_type="application/json", delivery_mode=2), mandatory=True)
connection.close()
