"""python3 submit.py AMQP_URI URL… — submits URLs and waits for the broker's confirms."""
import json
import sys

import pika

uri, urls = sys.argv[1], sys.argv[2:]
connection = pika.BlockingConnection(pika.URLParameters(uri))
channel = connection.channel()
channel.confirm_delivery()
for url in urls:
    channel.basic_publish(
        "", "fetch-article", json.dumps({"url": url}),
        pika.BasicProperties(content_type="application/json", delivery_mode=2), mandatory=True)
connection.close()
