/**
 * Which addresses may be fetched from. Every connection goes to an address that was checked here,
 * so that neither a redirect nor a changing DNS answer reaches the machine's own network.
 */
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { RefusedSourceError } from './refusal.ts';

/** True for an address of the public internet: not loopback, private, link-local, carrier-internal, multicast or reserved. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // process() turns an IPv4 address written as IPv6 into what it is.
  return ipaddr.process(address).range() === 'unicast';
}

/** Refuses a host that is written as a forbidden address; no DNS lookup ever happens for those. */
export function checkLiteralHost(hostname: string, mayConnect: (address: string) => boolean): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayConnect(host)) throw new RefusedSourceError('PRIVATE_ADDRESS', host);
}

/**
 * A lookup for a socket: resolves once, refuses the host when any of its addresses is forbidden,
 * and hands the socket exactly the addresses that were checked.
 */
export function checkedLookup(
  mayConnect: (address: string) => boolean,
  resolve: typeof lookup = lookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true, verbatim: true })
      .then((addresses) => {
        const hidden = addresses.find(({ address }) => !mayConnect(address));
        const [first] = addresses;
        if (hidden) throw new RefusedSourceError('PRIVATE_ADDRESS', hidden.address);
        if (!first) throw new RefusedSourceError('NETWORK', hostname);
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      })
      .catch((error: Error) => callback(error, '', 0));
  };
}
