// node subscribe.mjs AMQP_URI BINDING_KEY — prints every enriched article as one line of JSON.
// Keys are LANGUAGE.PUBLISHER.URGENCY with the publisher's dots as hyphens: 'en.#', '*.wire-example.*', '#'.
import amqp from 'amqplib';

const [uri, key = '#'] = process.argv.slice(2);
const connection = await amqp.connect(uri);
const channel = await connection.createChannel();
const { queue } = await channel.assertQueue('', { exclusive: true });
await channel.bindQueue(queue, 'ArticleEnriched', key);
await channel.consume(queue, (message) => {
  const article = JSON.parse(message.content.toString());
  console.log(JSON.stringify({ messageId: message.properties.messageId, traceparent: message.properties.headers.traceparent, key: message.fields.routingKey, article }));
  channel.ack(message);
});
console.log('subscribed');
