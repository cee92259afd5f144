export * from './container-image-channel';
