import { spawnSync } from 'node:child_process';

type Read = {
  readonly method: string;
  readonly name: string;
  readonly zones: number;
  readonly events: readonly {
    readonly uid: string;
    readonly start: string;
    readonly end: string;
    readonly summary: string;
    readonly sequence: string;
    readonly stamp: string;
  }[];
};

/** What somebody else's reader finds in the file. */
export function readCalendar(content: string): Read {
  return readBy(
    `
events = calendar.contents.get('vevent', [])
for event in events: event.validate(raiseException=True)
print(json.dumps({
  'method': calendar.method.value, 'name': calendar.x_wr_calname.value, 'zones': len(calendar.contents.get('vtimezone', [])),
  'events': [{
    'uid': event.uid.value, 'start': event.dtstart.value.isoformat(), 'end': event.dtend.value.isoformat(),
    'summary': event.summary.value, 'sequence': event.sequence.value, 'stamp': event.dtstamp.value.isoformat(),
  } for event in events],
}))`,
    content,
  );
}

/** A program of python3-vobject that is given the file as `calendar`, after it has refused what RFC 5545 does. */
export function readBy<Found>(program: string, content: string): Found {
  const parse = `
import json, sys, vobject
calendar = vobject.readOne(sys.stdin.buffer.read().decode('utf-8'))
calendar.validate(raiseException=True)`;
  const { stdout, stderr, status } = spawnSync('/usr/bin/python3', ['-c', `${parse}\n${program}`], {
    input: content,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
