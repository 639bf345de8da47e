/** Where to go after signing in: only paths of this app, so that no link leads a freshly signed-in person elsewhere. */
export const safeTarget = (to: string | undefined): string => (to && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/');
