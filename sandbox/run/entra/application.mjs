import { createHash, createSign, randomUUID } from 'node:crypto';
import { element, escaped } from './xml.mjs';

const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const MICROSOFT = 'http://schemas.microsoft.com/identity/claims';
const HOUR = 3_600_000;

/**
 * A user of a tenant, whose `claims` are those that the application has beside its default ones.
 *
 * @typedef {{ objectId: string, email: string, givenName: string, surname: string, claims?: Record<string, string[]> }} User
 */

/** A tenant of Entra ID with one enterprise application, which has a certificate of its own as there. */
export class Application {
  /**
   * @param {string} tenant
   * @param {string} id of the application
   * @param {Record<string, User>} users
   */
  static async create(tenant, id, users) {
    const { generate } = await import('selfsigned'); // a package of the sandbox
    const name = [{ name: 'commonName', value: 'Microsoft Azure Federated SSO Certificate' }];
    const { cert, private: key } = await generate(name, { keyType: 'rsa', keySize: 2048, algorithm: 'sha256' });
    return new Application(tenant, id, users, { cert: cert.replaceAll(/-----.*-----|\s/g, ''), key });
  }

  #key;
  #certificate;

  constructor(tenant, id, users, { cert, key }) {
    this.tenant = tenant;
    this.id = id;
    this.users = users;
    this.#key = key;
    this.#certificate = cert;
  }

  /** What it is known by: the issuer of its assertions. */
  get entity() {
    return `https://sts.windows.net/${this.tenant}/`;
  }

  /** @param {string} origin of the server that signs its users in */
  metadata(origin) {
    const signOn = {
      Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
      Location: `${origin}/${this.tenant}/saml2`,
    };
    const keys = element('KeyDescriptor', { use: 'signing' }, this.#keyInfo({ xmlns: SIGNATURE }));
    const service = element('SingleSignOnService', signOn);
    return element(
      'EntityDescriptor',
      { xmlns: 'urn:oasis:names:tc:SAML:2.0:metadata', ID: `_${randomUUID()}`, entityID: this.entity },
      element('IDPSSODescriptor', { protocolSupportEnumeration: PROTOCOL }, keys, service),
    );
  }

  /**
   * The response for a user, whose assertion is signed, in base64.
   *
   * @param {User} user
   * @param {{ id: string, issuer: string, replyUrl: string }} request
   */
  response(user, request) {
    const success = element('samlp:StatusCode', { Value: 'urn:oasis:names:tc:SAML:2.0:status:Success' });
    const text = element(
      'samlp:Response',
      {
        ...{ 'xmlns:samlp': PROTOCOL, ID: `_${randomUUID()}`, Version: '2.0', IssueInstant: instant(0) },
        ...{ Destination: request.replyUrl, InResponseTo: request.id },
      },
      element('Issuer', { xmlns: ASSERTION }, this.entity),
      element('samlp:Status', {}, success),
      this.#signed(user, request),
    );
    return Buffer.from(text).toString('base64');
  }

  #signed(user, request) {
    const id = `_${randomUUID()}`;
    const own = { xmlns: ASSERTION, ID: id, IssueInstant: instant(0), Version: '2.0' };
    const issuer = element('Issuer', {}, this.entity);
    const said = this.#said(user, request);
    const signature = this.#signature(id, element('Assertion', own, issuer, ...said));
    return element('Assertion', own, issuer, signature, ...said);
  }

  #said({ objectId, email, givenName, surname, claims = {} }, { id, issuer, replyUrl }) {
    const until = { NotOnOrAfter: instant(HOUR) };
    const data = element('SubjectConfirmationData', { InResponseTo: id, ...until, Recipient: replyUrl });
    const all = {
      [`${MICROSOFT}/tenantid`]: [this.tenant],
      [`${MICROSOFT}/objectidentifier`]: [objectId],
      [`${MICROSOFT}/displayname`]: [`${givenName} ${surname}`],
      [`${CLAIMS}/givenname`]: [givenName],
      [`${CLAIMS}/surname`]: [surname],
      [`${CLAIMS}/emailaddress`]: [email],
      [`${CLAIMS}/name`]: [email],
      ...claims,
    };
    const attributes = Object.entries(all).map(([Name, values]) =>
      element('Attribute', { Name }, ...values.map((it) => element('AttributeValue', {}, escaped(it)))),
    );
    return [
      element(
        'Subject',
        {},
        element('NameID', { Format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' }, escaped(objectId)),
        element('SubjectConfirmation', { Method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer' }, data),
      ),
      element(
        'Conditions',
        { NotBefore: instant(-5 * 60_000), ...until },
        element('AudienceRestriction', {}, element('Audience', {}, escaped(issuer))),
      ),
      element('AttributeStatement', {}, ...attributes),
    ];
  }

  #signature(id, covered) {
    const algorithm = (Algorithm) => ({ Algorithm });
    const transforms = [`${SIGNATURE}enveloped-signature`, EXCLUSIVE].map((it) => element('Transform', algorithm(it)));
    const about = (more) =>
      element(
        'SignedInfo',
        more,
        element('CanonicalizationMethod', algorithm(EXCLUSIVE)),
        element('SignatureMethod', algorithm('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')),
        element(
          'Reference',
          { URI: `#${id}` },
          element('Transforms', {}, ...transforms),
          element('DigestMethod', algorithm('http://www.w3.org/2001/04/xmlenc#sha256')),
          element('DigestValue', {}, createHash('sha256').update(covered).digest('base64')),
        ),
      );
    const signed = createSign('RSA-SHA256')
      .update(about({ xmlns: SIGNATURE }))
      .sign(this.#key, 'base64');
    const value = element('SignatureValue', {}, signed);
    return element('Signature', { xmlns: SIGNATURE }, about({}), value, this.#keyInfo({}));
  }

  #keyInfo(attributes) {
    const certificate = element('X509Certificate', {}, this.#certificate);
    return element('KeyInfo', attributes, element('X509Data', {}, certificate));
  }
}

function instant(milliseconds) {
  return new Date(Date.now() + milliseconds).toISOString();
}
