/**
 * Plain Queue() for the time in which the engine stays away (R9.2): the phones of the agents who were signed in and not
 * on a pause when the engine was last there, in the order of the callers' arrival. The engine keeps the list in the
 * global variable UE_PHONES ("101-102"), so the plan has it without asking anybody; no other phone rings.
 *
 * Each turn in the queue is short, and between two of them the caller knocks at the engine's door: as soon as it is
 * back, who still waits is handed over, and talks that go on are left to their end. What became of a call that no engine
 * ever saw is written to a file of its own in the spool, which the engine reads when it is there.
 */
export const queueName = 'without-engine';

/** One turn, and one ring of one phone within it. */
const turnSeconds = 25;
const ringSeconds = 20;

/** The later instant makes the priority positive in Asterisk's 32 bits until 2093, and the earlier arrival the higher. */
const priorityFrom = 3_900_000_000;

/** Where the files lie, below the spool of recordings, which Asterisk makes and the engine reads. */
export const unseenPrefix = 'unseen-';

export const renderQueues = (): string => `[general]
persistentmembers = no
autofill = yes
shared_lastcall = no

[${queueName}]
strategy = rrmemory
timeout = ${ringSeconds}
retry = 1
ringinuse = no
joinempty = yes
leavewhenempty = no
setinterfacevar = yes
announce-frequency = 0
announce-position = no
`;

/** Steps of the waiting loop, between the prompt and the music; STASISSTATUS says whether an engine is there. */
export const queueSteps = (afterSeconds: number): string => ` same => n,GotoIf($["\${STASISSTATUS}" != "FAILED"]?music)
 same => n,GotoIf($[\${EPOCH} - \${UE_AWAY_SINCE} < ${afterSeconds}]?music)
 same => n,GotoIf($["\${GLOBAL(UE_PHONES)}" = ""]?music)
 same => n,Gosub(queue-members,s,1)
 same => n,Set(QUEUE_PRIO=$[${priorityFrom} - \${UE_ARRIVED}])
 same => n,Queue(${queueName},,,,${turnSeconds},,answered-without-engine)
 same => n,Goto(knock)
`;

export const renderQueueContexts = (recordings: string): string => `
[queue-members]
; The queue's members are brought in line when the engine has left another list than the one before.
exten => s,1,GotoIf($["\${GLOBAL(UE_MEMBERS)}" = "\${GLOBAL(UE_PHONES)}"]?done)
 same => n,Set(GLOBAL(UE_MEMBERS)=\${GLOBAL(UE_PHONES)})
 same => n,Set(UE_LIST=\${QUEUE_MEMBER_LIST(${queueName})})
 same => n(drop),GotoIf($["\${UE_LIST}" = ""]?wanted)
 same => n,RemoveQueueMember(${queueName},\${SHIFT(UE_LIST)})
 same => n,Goto(drop)
 same => n(wanted),Set(UE_LIST=\${GLOBAL(UE_MEMBERS)})
 same => n(add),GotoIf($["\${UE_LIST}" = ""]?done)
 same => n,AddQueueMember(${queueName},PJSIP/\${SHIFT(UE_LIST,-)})
 same => n,Goto(add)
 same => n(done),Return()

[answered-without-engine]
; Runs on the agent's leg as it is put through.
exten => s,1,Set(MASTER_CHANNEL(UE_ANSWERED)=\${EPOCH})
 same => n,Return()

[unseen]
; Runs as a caller's leg ends; FAILED: no engine had it at the last knock. The last field says that the line is whole.
exten => s,1,GotoIf($["\${STASISSTATUS}" != "FAILED"]?done)
 same => n,Set(UE_TOLD=\${UE_ARRIVED}|\${UE_ANSWERED}|\${EPOCH}|\${FILTER(0-9,\${MEMBERINTERFACE})}|\${IF($["\${CHANNEL(hangupsource)}" : "\${MEMBERINTERFACE}-"]?agent:caller)}|\${FILTER(0-9A-Za-z\\x2b\\x2e\\x5f,\${CALLERID(num)})}|\${FILTER(0-9\\x2b,\${UE_CALLED})}|\${UE_TRUNK}|whole)
 same => n,Set(FILE(${recordings}/${unseenPrefix}\${UNIQUEID}.call,,,al,u)=\${UE_TOLD})
 same => n(done),Return()
`;
