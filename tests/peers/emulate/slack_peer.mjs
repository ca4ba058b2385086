// npm's emulate 0.12.2 as it is, with one control route: its command line cannot register for events.
// EMULATE_DIST=…/emulate/dist node slack_peer.mjs PORT EVENTS_URL SEED_YAML
import { pathToFileURL } from 'node:url'; import { createRequire } from 'node:module';
import fs from 'node:fs'; import path from 'node:path';
const [,, port='4610', eventsUrl='http://127.0.0.1:3000/slack/events', seedFile='seed.yaml'] = process.argv;
const dist = process.env.EMULATE_DIST || path.resolve('node_modules/emulate/dist');
const require = createRequire(pathToFileURL(path.join(dist,'api.js'))); const YAML = require('yaml');
const chunk = fs.readdirSync(dist).find(f => /^dist-.*\.js$/.test(f) && /\bslackPlugin\b/.test(fs.readFileSync(path.join(dist,f),'utf8')));
const { slackPlugin } = await import(pathToFileURL(path.join(dist, chunk)));
const { createEmulator } = await import(pathToFileURL(path.join(dist,'api.js')));
const orig = slackPlugin.register;
slackPlugin.register = function (app, store, webhooks, baseUrl, tokenMap) {
  // control: POST /_peer/event {type, payload} pushes any event through the emulator's own signed dispatcher
  app.post('/_peer/event', async c => { const b = await c.req.json(); await webhooks.dispatch(b.type, undefined, b.payload, 'slack'); return c.json(webhooks.getDeliveries().slice(-1)[0] ?? null); });
  app.get('/_peer/deliveries', c => c.json(webhooks.getDeliveries().map(d => ({event:d.event,status:d.status_code,ok:d.success,ms:d.duration}))));
  const r = orig.call(this, app, store, webhooks, baseUrl, tokenMap);
  this._hook = webhooks; return r;
};
const e = await createEmulator({ service: 'slack', port: +port, hostname: '127.0.0.1', seed: YAML.parse(fs.readFileSync(seedFile,'utf8')) });
slackPlugin._hook.register({ url: eventsUrl, events: ['*'], active: true, owner: 'slack' });
console.log('ready', e.url, '->', eventsUrl);
