/** An example of a third party's channel. */
package com.example.ripen.console;
