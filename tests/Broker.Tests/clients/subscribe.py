"""python3 subscribe.py AMQP_URI BINDING_KEY — prints every enriched article as one line of JSON.

Keys are LANGUAGE.PUBLISHER.URGENCY with the publisher's dots as hyphens: 'en.#', '*.wire-example.*', '#'.
"""
import json
import sys

import pika

uri, key = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "#"
channel = pika.BlockingConnection(pika.URLParameters(uri)).channel()
queue = channel.queue_declare("", exclusive=True).method.queue
channel.queue_bind(queue, "ArticleEnriched", key)


def on_article(channel, method, properties, body):
    headers = properties.headers or {}
    print(json.dumps({
        "messageId": properties.message_id, "traceparent": headers.get("traceparent"),
        "key": method.routing_key, "article": json.loads(body)}), flush=True)
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue, on_article)
print("subscribed", flush=True)
channel.start_consuming()
