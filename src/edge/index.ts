export * from './edge-certificate';
