// Readability.js on linkedom over the same pages: node time.mjs FOLDER ROUNDS → one line of JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

const [folder, rounds] = [process.argv[2], Number(process.argv[3])];
const pages = readdirSync(join(folder, 'html')).filter(name => name.endsWith('.html')).sort();
const slowest = pages.map(() => Infinity);
let cpu = Infinity;
let read = 0;
let failed = 0;
for (let round = 0; round <= rounds; round += round > 0 || performance.now() > 15_000 ? 1 : 0) {
  read = failed = 0;
  const before = process.cpuUsage();
  for (const [index, name] of pages.entries()) {
    const start = process.hrtime.bigint();
    try {
      const { document } = parseHTML(readFileSync(join(folder, 'html', name), 'utf8'));
      read += new Readability(document).parse()?.textContent ? 1 : 0;
    } catch {
      failed++;
    }
    slowest[index] = Math.min(slowest[index], Number(process.hrtime.bigint() - start) / 1e6);
  }
  const used = process.cpuUsage(before);
  if (round > 0) cpu = Math.min(cpu, (used.user + used.system) / 1000);
}
console.log(JSON.stringify({ cpuMilliseconds: cpu, slowestMilliseconds: Math.max(...slowest), read, failed }));
