/**
 * Whether this Asterisk can hand a REFER of an agent's phone to the engine alone (PJSIP_TRANSFER_HANDLING=ari-only) and
 * live: before 20.21 and 22.11 a REFER with "Refer-Sub: false" ends the whole process (asterisk/asterisk#2021, seen on
 * 22.10.1). `version` as `asterisk -V` says it: "22.11.0-rc2+dfsg".
 */
export const takesRefer = (version: string): boolean => {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  switch (Number(major)) {
    case 20:
      return Number(minor) >= 21;
    case 22:
      return Number(minor) >= 11;
    default:
      return Number(major) >= 24;
  }
};
