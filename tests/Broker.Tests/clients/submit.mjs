// node submit.mjs AMQP_URI URL… — submits URLs and waits for the broker's confirms.
import amqp from 'amqplib';

const [uri, ...urls] = process.argv.slice(2);
const connection = await amqp.connect(uri);
const channel = await connection.createConfirmChannel();
for (const url of urls) {
  channel.sendToQueue('fetch-article', Buffer.from(JSON.stringify({ url })), { contentType: 'application/json', persistent: true, mandatory: true });
}
await channel.waitForConfirms();
await connection.close();
