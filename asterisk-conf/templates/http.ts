import { checkedAddress, checkedName, checkedPassword, checkedPort } from '../checked-value.ts';
import type { AsteriskSettings } from '../settings.ts';

/** http.conf: ARI's listener and nothing else on it. */
export const renderHttp = (http: AsteriskSettings['http']): string => `[general]
enabled = yes
enablestatic = no
servername =
bindaddr = ${checkedAddress('http.host', http.host)}
bindport = ${checkedPort('http.port', http.port)}
`;

/**
 * ari.conf: one user, the engine. The variable named here comes with every event about a channel: Asterisk sets it as the
 * leg's audio ends, so that the event of the leg's end carries its loss and jitter (R2.10; engine/shell/ari/quality.ts).
 */
export const renderAri = (settings: Pick<AsteriskSettings, 'ariUser' | 'ariPassword'>): string => `[general]
enabled = yes
pretty = no
websocket_write_timeout = 1000
channelvars = RTPAUDIOQOS

[${checkedName('ariUser', settings.ariUser)}]
type = user
read_only = no
password_format = plain
password = ${checkedPassword('ariPassword', settings.ariPassword)}
`;

/** prometheus.conf: scraped from the same loopback listener. */
export const renderPrometheus = (): string => `[general]
enabled = yes
core_metrics_enabled = yes
uri = metrics
`;
