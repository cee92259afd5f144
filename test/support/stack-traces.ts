// Jest sets 100 frames. The CDK takes a stack for many an element, and jest maps each frame of it to its source.
Error.stackTraceLimit = 10;
