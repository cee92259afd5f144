export * from './alias-target';
export * from './bank-dns';
export * from './imported-network';
export * from './network-connection';
export * from './network-egress';
export * from './hosted-zone-source';
export * from './three-tier-network';
