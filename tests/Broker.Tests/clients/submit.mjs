// node submit.mjs AMQP_URI URL… — submits URLs and waits for the broker's confirms.
// The message id makes a repeat of the same message harmless: it names the ledger entry.
import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';

const [uri, ...urls] = process.argv.slice(2);
const connection = await amqp.connect(uri);
const channel = await connection.createConfirmChannel();
channel.on('return', () => { console.error('there is no queue fetch-article'); process.exitCode = 1; });
for (const url of urls) {
  channel.sendToQueue('fetch-article', Buffer.from(JSON.stringify({ url })), { messageId: randomUUID(), contentType: 'application/json', persistent: true, mandatory: true });
}
await channel.waitForConfirms();
await connection.close();
