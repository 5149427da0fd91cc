/** What Vite lets modules import besides modules. */
/// <reference types="vite/client" />
