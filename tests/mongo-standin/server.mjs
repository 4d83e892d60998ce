// node server.mjs --port N [--until-stdin-closes]
import net from 'node:net';
import { parseArgs } from 'node:util';
import { commands } from './commands.mjs';
import { MongoError } from './errors.mjs';
import { messages, read } from './wire.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '27017' }, 'until-stdin-closes': { type: 'boolean', default: false } } });

function answer(command, context) {
  const [name] = Object.keys(command);
  try {
    const run = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!run) throw new MongoError(59, 'CommandNotFound', `no such command: '${name}'`);
    return { ...run(command, context), ok: 1 };
  } catch (error) {
    // What mingo says of an operator that it does not know is the sender's mistake too.
    return error instanceof MongoError ? error.reply() : new MongoError(2, 'BadValue', String(error.message ?? error)).reply();
  }
}

let connections = 0;
const server = net.createServer((socket) => {
  const context = { connectionId: ++connections };
  const pending = { bytes: Buffer.alloc(0) };
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    pending.bytes = pending.bytes.length ? Buffer.concat([pending.bytes, chunk]) : chunk;
    try {
      for (const message of messages(pending)) {
        const { command, reply } = read(message);
        const bytes = reply(answer(command, context));
        if (bytes) socket.write(bytes);
      }
    } catch (error) {
      console.error(`connection ${context.connectionId} closed: ${error.message}`);
      socket.destroy();
    }
  });
});

server.listen(Number(values.port), '127.0.0.1', () => console.log(`listening on 127.0.0.1:${server.address().port}`));
if (values['until-stdin-closes']) process.stdin.resume().on('end', () => process.exit(0)).on('error', () => process.exit(0));
