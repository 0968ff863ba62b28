import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Trouble } from './trouble.ts';

/**
 * Reads the certificate and the key of SIP over TLS before Asterisk does, which would start all the same and answer no
 * phone. Resolves with the end of the certificate's validity.
 * @throws Trouble naming the setting
 */
export async function checkSipCertificate(files: {
  readonly certificateFile: string;
  readonly privateKeyFile: string;
}): Promise<Date> {
  const certificate = await parsed('SIP_CERTIFICATE_FILE', files.certificateFile, 'a PEM certificate', (text) => {
    return new X509Certificate(text);
  });
  const key = await parsed(
    'SIP_PRIVATE_KEY_FILE',
    files.privateKeyFile,
    'a PEM private key without a passphrase',
    (text) => createPrivateKey(text),
  );
  if (!certificate.checkPrivateKey(key)) {
    throw new Trouble(
      'The key in SIP_PRIVATE_KEY_FILE is not that of the certificate in SIP_CERTIFICATE_FILE.',
      'Give both files of one issue of the certificate.',
    );
  }
  return new Date(certificate.validTo);
}

async function parsed<T>(setting: string, file: string, expected: string, parse: (text: Buffer) => T): Promise<T> {
  const advice = `Expected in ${setting}: ${expected}, readable by this user.`;
  const text = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Trouble(`The file of ${setting}, ${file}, can not be read (${error.code}).`, advice, { cause: error });
  });
  try {
    return parse(text);
  } catch (error) {
    throw new Trouble(`The file of ${setting}, ${file}, is not what was expected.`, advice, { cause: error });
  }
}
