export * from './alias-target';
export * from './bank-dns';
export * from './zone-source';
