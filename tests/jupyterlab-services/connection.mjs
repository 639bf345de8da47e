// How a program outside of this project reaches a Workbench server: its address and an API token in the environment.
import { ServerConnection } from '@jupyterlab/services';
import assert from 'node:assert/strict';
import WebSocket from 'ws';

const baseUrl = process.env.WORKBENCH_URL;
const token = process.env.WORKBENCH_TOKEN;
assert.ok(baseUrl && token, 'set WORKBENCH_URL and WORKBENCH_TOKEN');

export const serverSettings = ServerConnection.makeSettings({
  baseUrl,
  wsUrl: baseUrl.replace(/^http/, 'ws'),
  token,
  appendToken: true,
  WebSocket,
});
