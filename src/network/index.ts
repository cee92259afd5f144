export * from './alias-target';
export * from './bank-dns';
export * from './imported-network';
export * from './way-out';
export * from './zone-source';
