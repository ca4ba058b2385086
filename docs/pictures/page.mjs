// Block Kit (JSON on stdin: {blocks, time, title}) to a page of HTML on stdout.
import fs from 'node:fs'
import path from 'node:path'
import React from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createRequire } from 'node:module'
import { Message } from 'slack-blocks-to-jsx'

const require = createRequire(import.meta.url)
const { blocks, time, title } = JSON.parse(fs.readFileSync(0, 'utf8'))
const css = fs.readFileSync(path.join(path.dirname(require.resolve('slack-blocks-to-jsx')), 'style.css'), 'utf8')
const logo = "data:image/svg+xml;utf8," + encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36" rx="6" fill="#4a154b"/>' +
  '<circle cx="13" cy="18" r="6" fill="#ecb22e"/><circle cx="23" cy="18" r="6" fill="#36c5f0" fill-opacity=".85"/></svg>')
// the renderer takes what stands between the colons of two clock times for an emoji that it does not know
const body = renderToStaticMarkup(
  React.createElement(Message, { blocks, logo, name: 'moim', time: new Date(time), withoutWrapper: false }))
  .replace(/<span class="slack_emoji">:(:\d[^<]*\d:):<\/span>/g, '$1')
const head = title ? `<h2>${title}</h2>` : ''
process.stdout.write(`<!doctype html><meta charset="utf-8"><style>${css}
body { margin: 16px; font-family: 'NanumGothic', 'Nanum Gothic', sans-serif; width: 640px }
h2 { font-size: 17px; margin: 0 0 12px } </style>${head}${body}`)
